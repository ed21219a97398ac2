namespace Cartwright.Gateway;

/// <summary>The health of the system.</summary>
/// <param name="Status"><c>healthy</c> if every service is.</param>
/// <param name="Services">Each service.</param>
public sealed record SystemHealth(string Status, IReadOnlyList<ServiceHealth> Services);
