"""What a pack is made of: papers, papers of others, what each claims; and their files in a ZIP."""
