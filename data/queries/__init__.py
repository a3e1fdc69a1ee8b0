"""The counting engine: one module per question, each answer with its making."""
