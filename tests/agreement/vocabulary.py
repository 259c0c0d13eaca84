"""The vocabulary of published designs belongs to the product; here it can be asked for beside the other parts of this command."""

from designgen.agreement.vocabulary import load_vocabulary

__all__ = ["load_vocabulary"]
