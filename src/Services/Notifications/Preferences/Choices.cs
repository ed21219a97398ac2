using System.Collections.Frozen;

namespace Cartwright.Notifications;

/// <summary>What a user has chosen.</summary>
/// <param name="Muted">The topics that the user muted.</param>
/// <param name="Language">The language; null for that of the shop.</param>
internal sealed record Choices(FrozenSet<Topic> Muted, string? Language);
