"""Where the rooms become one running system: settings, root addresses and the `samrad` command."""
