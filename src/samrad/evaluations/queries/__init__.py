"""Every read of the room, and the facts it gives to others."""
