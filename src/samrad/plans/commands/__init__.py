"""Every write of the room, one file for each kind of deed."""
