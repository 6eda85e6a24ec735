"""Plans and measures: what the parties have agreed to do, who owns it, and what became of it.

A plan belongs to a forum and is agreed by every party. Its measures go on living after that, each with an owning post, and
those who own them tell how it goes. What the agreement obliges a party to is a promise here.
"""
