using Cartwright.Contracts;

namespace Cartwright.Imports;

/// <summary>A marketplace without its credentials.</summary>
/// <param name="Name">Its name here.</param>
/// <param name="Address">Where its interface is; ends with a slash.</param>
/// <param name="Currency">The currency of its amounts.</param>
/// <param name="ChunkSize">How many orders a request asks for.</param>
/// <param name="Parallelism">How many requests each instance has under way at the same time.</param>
/// <param name="RequestsPerSecond">How many requests all instances together send in a second; 0 means as many as they can.</param>
/// <param name="Schedule">The time between two imports of new orders; null without a schedule.</param>
internal sealed record Marketplace(
    string Name, Uri Address, Currency Currency, int ChunkSize, int Parallelism, int RequestsPerSecond, TimeSpan? Schedule);
