namespace Cartwright.Faults.Machines;

/// <summary>A machine of a <see cref="Network"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Namespace">Its network namespace.</param>
/// <param name="IPv4">Its IPv4 address.</param>
/// <param name="IPv6">Its IPv6 address.</param>
public sealed record NetworkMachine(string Name, string Namespace, string IPv4, string IPv6);
