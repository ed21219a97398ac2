using Cartwright.Platform.Hosting;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Cartwright.Catalog.Feeds;

/// <summary>Feeds in the catalog service: what they register, and their operations.</summary>
internal static class FeedEndpoints
{
    /// <summary>Registers what feeds need.</summary>
    public static void Configure(ServiceSetup setup)
    {
        setup.UseOptions<FeedOptions>("Feeds");
        setup.Services
            .AddSingleton<FeedStore>()
            .AddSingleton<FileReceiver>()
            .AddSingleton<RunReader>()
            .AddSingleton<ChunkStore>()
            .AddSingleton<ChunkWriter>()
            .AddSingleton<FeedMeter>()
            .AddSingleton<FeedClient>()
            .AddHostedService<ChunkWorker>()
            .AddHostedService<FetchImages>();
        setup.Every<FinishRuns>(FinishRuns.Pause);
        setup.Every<ChangedLists>(ChangedLists.Pause);
        setup.Every<FetchFeeds>(FetchFeeds.Pause);
        setup.Every<ShowFetchedImages>(ShowFetchedImages.Pause);
        setup.Every<PurgeRuns>(PurgeRuns.Pause);
    }

    /// <summary>Maps the operations of feeds.</summary>
    public static void Map(WebApplication app)
    {
        app.MapGet("/api/products/image-sources", ListImageSources.HandleAsync).RequirePermission(Permission.ManageCatalog)
            .Describe("listImageSources", "Lists the images that feeds name by URL.");
        var feeds = app.MapGroup("/api/products/feeds").RequirePermission(Permission.ManageCatalog);
        feeds.MapGet("", GetFeeds.ListAsync)
            .Describe("listFeeds", "Lists the feeds of suppliers.");
        feeds.MapPost("", EditFeeds.CreateAsync)
            .Describe("createFeed", "Adds a feed.").WithLocation().WithETag().MayConflict();
        feeds.MapGet("{code}", GetFeeds.OneAsync)
            .Describe("getFeed", "Shows a feed.").WithETag();
        feeds.MapPut("{code}", EditFeeds.ReplaceAsync)
            .Describe("replaceFeed", "Replaces a feed.").NeedsIfMatch().WithETag();
        feeds.MapDelete("{code}", EditFeeds.DeleteAsync)
            .Describe("deleteFeed", "Deletes a feed with its runs; its products stay.").NeedsIfMatch();
        feeds.MapPost("{code}/fetch", RequestFetch.HandleAsync)
            .Describe("fetchFeed", "Fetches the file of a feed from its URL now.").WithLocation().MayConflict();
        feeds.MapPost("{code}/preview", PreviewFile.HandleAsync)
            .Describe("previewFeed", "Shows what a feed makes of the first rows of a file.").AddOpenApiOperationTransformer(StartRun.Describe)
            .WithMetadata(new RequestSizeLimitAttribute(PreviewFile.BytesMax));
        feeds.MapGet("{code}/export", ExportProducts.HandleAsync)
            .Describe("exportFeed", "Writes all products in the columns of a feed.").Produces<Stream>(StatusCodes.Status200OK, "text/csv", "application/x-ndjson");
        feeds.MapPost("{code}/runs", StartRun.HandleAsync)
            .Describe("startFeedRun", "Takes a file of a feed and begins its run.").WithLocation().MayConflict().RepeatableByKey(isRequired: false)
            .AddOpenApiOperationTransformer(StartRun.Describe).WithMetadata(new RequestSizeLimitAttribute(StartRun.BytesMax));
        feeds.MapGet("{code}/runs", GetRuns.ListAsync)
            .Describe("listFeedRuns", "Lists the runs of a feed, the latest first.");
        feeds.MapGet("{code}/runs/{id:guid}", GetRuns.OneAsync)
            .Describe("getFeedRun", "Shows a run and its progress.");
        feeds.MapGet("{code}/runs/{id:guid}/stream", StreamRun.HandleAsync)
            .Describe("streamFeedRun", "Sends the progress of a run as server-sent events.").AnswersEvents();
        feeds.MapGet("{code}/runs/{id:guid}/problems", ListFindings.ProblemsAsync)
            .Describe("listFeedProblems", "Lists what is wrong with lines of the file of a run.");
        feeds.MapGet("{code}/runs/{id:guid}/differences", ListFindings.DifferencesAsync)
            .Describe("listFeedDifferences", "Lists what a dry run would change.");
        feeds.MapPost("{code}/runs/{id:guid}/cancel", CancelRun.HandleAsync)
            .Describe("cancelFeedRun", "Stops a run.").MayConflict();
        feeds.MapPost("{code}/runs/{id:guid}/confirm", CancelRun.ConfirmAsync)
            .Describe("confirmFeedRun", "Lets a run that waits deactivate the products that its file no longer has.").MayConflict();
    }
}
