using Cartwright.Platform.OpenApi;

namespace Cartwright.Simulators;

/// <summary>
/// Simulated marketplaces: a client logs in, gets a token for a while and reads orders by index, page by page. The account selects the marketplace with its
/// orders and faults. Users of the shop have no account here.
/// </summary>
internal static class Marketplace
{
    public static void Map(WebApplication app)
    {
        var marketplace = app.MapGroup("").AllowAnonymous();
        marketplace.MapPost("/auth", LogIn.HandleAsync);
        marketplace.MapGet("/orders/unprocessed", FindUnprocessedOrders.HandleAsync);
        marketplace.MapGet("/orders", ReadOrders.HandleAsync);

        var admin = app.MapGroup("/admin/marketplaces/{account}").AllowAnonymous();
        admin.MapGet("", ChangeMarketplace.Show)
            .Describe("getSimulatedMarketplace", "Shows the settings of a simulated marketplace.");
        admin.MapPut("", ChangeMarketplace.Handle)
            .Describe("changeSimulatedMarketplace", "Changes the settings of a simulated marketplace.");
        admin.MapGet("counts", CountMarketplace.Show)
            .Describe("getSimulatedRequests", "Shows what a simulated marketplace was asked for.");
        admin.MapDelete("counts", CountMarketplace.Reset)
            .Describe("resetSimulatedRequests", "Counts the requests to a simulated marketplace from zero.");
    }
}
