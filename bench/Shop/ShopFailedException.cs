namespace Cartwright.Bench;

/// <summary>The measured program failed. The message is for the user of the terminal.</summary>
internal sealed class ShopFailedException(string message) : Exception(message);
