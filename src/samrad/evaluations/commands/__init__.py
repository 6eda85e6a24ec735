"""Every deed of the room."""
