"""Every deed of the room."""

from samrad.sharing.commands.obstacles import note_obstacle
from samrad.sharing.commands.shared import open_shared, share

__all__ = ["note_obstacle", "open_shared", "share"]
