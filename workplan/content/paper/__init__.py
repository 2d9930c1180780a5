"""The plan, or another paper made of its data, as one value (`plan`), and what its front page prints: lines
(`masthead`) of a layout, which are patterns of fields."""
