namespace Cartwright.Gateway;

/// <summary>The health of a service.</summary>
/// <param name="Name">The service.</param>
/// <param name="Status"><c>healthy</c> or <c>unhealthy</c>.</param>
public sealed record ServiceHealth(string Name, string Status);
