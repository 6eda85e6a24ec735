"""What the parties want to reach together, the plans for it, and the measures with what became of them."""
