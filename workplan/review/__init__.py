"""Review: what editors propose in their copies of the plan, brought together to be decided on."""
