using Cartwright.Platform.Hosting;
using Cartwright.Platform.Security;
using Microsoft.Extensions.Options;

namespace Cartwright.Imports;

/// <summary>Imports the orders of third-party marketplaces, in chunks that all instances share, each order once.</summary>
public sealed class ImportsService : IService
{
    /// <inheritdoc/>
    public string Name => "imports";

    /// <inheritdoc/>
    public void Configure(ServiceSetup setup)
    {
        setup.UseDatabase();
        setup.UseJson(ImportsJson.Default);
        setup.UseOptions<ImportsOptions>("Imports");
        setup.Services.AddValidation();

        MarketplaceDirectory.Add(setup.Services);
        setup.Services
            .AddSingleton<ImportMeter>()
            .AddSingleton<ImportReader>()
            .AddSingleton<ChunkStore>()
            .AddSingleton<PlanImports>();

        setup.Services.AddHostedService<RegisterMarketplaces>();
        setup.Services.AddHostedService(services => services.GetRequiredService<PlanImports>());
        setup.Every<ScheduleImports>(ScheduleImports.Pause);
        setup.Every<ChunkDispatcher>(ChunkDispatcher.Pause);
        setup.Every<ChunkLeases>(services => ChunkLeases.Interval(services.GetRequiredService<IOptions<ImportsOptions>>().Value.Lease));
        setup.Every<WatchImports>(WatchImports.Pause);
        setup.Services.AddHostedService<ChunkWorker>();
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        var imports = app.MapGroup("/api/imports").WithTags("Imports").RequirePermission(Permission.ManageImports);
        imports.MapPost("", StartImport.HandleAsync);
        imports.MapGet("", GetImports.ListAsync);
        imports.MapGet("{id:guid}", GetImports.OneAsync);
        imports.MapGet("{id:guid}/stream", StreamImport.HandleAsync);
        imports.MapPost("{id:guid}/cancel", CancelImport.HandleAsync);
        imports.MapPost("{id:guid}/resume", ResumeImport.HandleAsync);
        imports.MapGet("orders", ListImportedOrders.HandleAsync);
        imports.MapGet("orders/days", ListDailyTotals.HandleAsync);
        imports.MapGet("rejected", ListRejectedRows.HandleAsync);
        imports.MapGet("discrepancies", ListDiscrepancies.HandleAsync);
        imports.MapGet("marketplaces", ListMarketplaces.HandleAsync);
    }
}
