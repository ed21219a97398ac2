namespace Cartwright.Storefront.Api;

/// <summary>A service that the page needs does not answer.</summary>
internal sealed class ServiceUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
