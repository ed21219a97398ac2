using Cartwright.Platform.Hosting;
namespace Cartwright.Notifications;
/// <summary>Placeholder.</summary>
public sealed class NotificationsService : IService
{
    /// <inheritdoc/>
    public string Name => "notifications";
    /// <inheritdoc/>
    public void Configure(ServiceSetup setup) { }
    /// <inheritdoc/>
    public void Map(WebApplication app) { }
}
