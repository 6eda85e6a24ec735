"""What the two know together: figures with source, period and breaks, and none so small that a person can be seen in it.

National figures are open facts. What a cooperation brings itself stands behind its wall.
"""
