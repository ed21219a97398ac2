namespace Cartwright.Platform.Observability;

/// <summary>The meter of Cartwright's own instruments.</summary>
public static class Metering
{
    /// <summary>Its name. Every service has a meter of this name, with the tag <c>service</c>.</summary>
    public const string MeterName = "Cartwright";
}
