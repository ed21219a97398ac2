using System.Security.Claims;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Cartwright.Catalog.Feeds;

/// <summary>Takes a file of a feed, which is the body of the request, and begins its run.</summary>
internal static class StartRun
{
    /// <summary>The largest file that any setting allows, in bytes; the gateway has the same limit.</summary>
    public const long BytesMax = 1024L * 1024 * 1024;

    /// <summary>Describes the body, which the endpoint reads by itself.</summary>
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var file = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } };
        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = FileType.MediaTypes.ToDictionary(type => type, _ => file) };
        return Task.CompletedTask;
    }

    public static async Task<Results<Accepted<FeedRunResponse>, ProblemHttpResult>> HandleAsync(
        string code, HttpRequest request, ClaimsPrincipal user, FeedStore feeds, FileReceiver receiver, RunReader runs, IOptions<FeedOptions> options,
        CancellationToken cancellationToken, bool? dryRun = null, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey = null)
    {
        if (await feeds.FindAsync(code, cancellationToken) is not { } feed)
        {
            return Problems.NotFound("feed");
        }

        if (!FileType.IsOf(request, feed.Format, out var isPacked))
        {
            return Problems.Status(StatusCodes.Status415UnsupportedMediaType, $"Send {FileType.Names}.");
        }

        if (idempotencyKey is not null && (string.IsNullOrWhiteSpace(idempotencyKey) || idempotencyKey.Length > ApiHeaders.IdempotencyKeyMax))
        {
            return Problems.Invalid("Idempotency-Key", $"A key has 1 to {ApiHeaders.IdempotencyKeyMax} characters.");
        }

        if (request.ContentLength > options.Value.FileMegabytesMax * 1024L * 1024)
        {
            return TooLarge($"A file has at most {options.Value.FileMegabytesMax} MB.");
        }

        // A request that is repeated finds its run by the content of its file, so the file is received before a conflict is found.
        try
        {
            var (outcome, runId) = await receiver.ReceiveAsync(
                new(feed, isPacked, dryRun is true, idempotencyKey, user.IdOrNull()), request.Body, cancellationToken);
            return outcome switch
            {
                ReceiptOutcome.Busy => Problems.Conflict("Another file of this feed is on its way. Wait for its run, or cancel it."),
                ReceiptOutcome.KeyTaken => Problems.Unprocessable("Idempotency-Key", "Another file was sent with this key."),
                _ when await runs.FindAsync(code, runId, cancellationToken) is { } run =>
                    TypedResults.Accepted($"/api/products/feeds/{feed.Code}/runs/{runId}", run),
                _ => Problems.NotFound("feed"),
            };
        }
        catch (FeedFileException error)
        {
            return error.IsTooLarge ? TooLarge(error.Message) : Problems.Invalid("body", error.Message);
        }
    }

    static ProblemHttpResult TooLarge(string message) => Problems.Status(StatusCodes.Status413PayloadTooLarge, message);
}
