using Cartwright.Platform.Hosting;
using Cartwright.Platform.OpenApi;
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
        var imports = app.MapGroup("/api/imports").RequirePermission(Permission.ManageImports);
        imports.MapPost("", StartImport.HandleAsync)
            .Describe("startImport", "Starts an import of a marketplace.").WithLocation().MayConflict();
        imports.MapGet("", GetImports.ListAsync)
            .Describe("listImports", "Lists imports, newest first.");
        imports.MapGet("{id:guid}", GetImports.OneAsync)
            .Describe("getImport", "Shows an import and its progress.");
        imports.MapGet("{id:guid}/stream", StreamImport.HandleAsync)
            .Describe("streamImport", "Sends the progress of an import as server-sent events.").AnswersEvents();
        imports.MapPost("{id:guid}/cancel", CancelImport.HandleAsync)
            .Describe("cancelImport", "Stops an import.").MayConflict();
        imports.MapPost("{id:guid}/resume", ResumeImport.HandleAsync)
            .Describe("resumeImport", "Continues a stopped import.").MayConflict();
        imports.MapGet("orders", ListImportedOrders.HandleAsync)
            .Describe("listImportedOrders", "Lists imported orders.");
        imports.MapGet("orders/days", ListDailyTotals.HandleAsync)
            .Describe("listDailyTotals", "Lists the totals of imported orders by day.");
        imports.MapGet("rejected", ListRejectedRows.HandleAsync)
            .Describe("listRejectedRows", "Lists the rows that could not be imported.");
        imports.MapGet("discrepancies", ListDiscrepancies.HandleAsync)
            .Describe("listDiscrepancies", "Lists orders that a marketplace offered twice with different content.");
        imports.MapGet("marketplaces", ListMarketplaces.HandleAsync)
            .Describe("listMarketplaces", "Lists the marketplaces.");
    }
}
