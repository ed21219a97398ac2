namespace Cartwright.Bench;

/// <summary>The measured program does not run, or does not do what a run needs. The message is for the person at the terminal.</summary>
internal sealed class ShopFailedException(string message) : Exception(message);
