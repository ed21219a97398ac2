using Cartwright.Platform.Hosting;

namespace Cartwright;

/// <summary>A service that the program can host.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PortOffset">Where it listens, counted from the gateway's port.</param>
/// <param name="HasDatabase">Whether it keeps data.</param>
/// <param name="Create">Makes it.</param>
/// <param name="MetricsPortOffset">Where it shows its metrics, when not where it listens.</param>
internal sealed record ServiceEntry(string Name, int PortOffset, bool HasDatabase, Func<IService> Create, int? MetricsPortOffset = null);
