"""Every read of the room, one file for each noun."""
