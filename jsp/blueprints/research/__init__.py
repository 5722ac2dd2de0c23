"""What researchers may take out: released figures and a codebook, and nothing else."""

from jsp.blueprints.research.routes import blueprint

__all__ = ["blueprint"]
