using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Cartwright.Webhooks;

/// <summary>Adds, replaces and deletes webhooks, and rotates their secrets.</summary>
internal static class EditWebhooks
{
    /// <summary>Adds a webhook. It gets the events from now on.</summary>
    public static async Task<Results<Created<WebhookSecretResponse>, ProblemHttpResult>> CreateAsync(
        WebhookRequest input, HttpResponse response, WebhookStore webhooks, IOptions<WebhooksOptions> options, CancellationToken cancellationToken)
    {
        if (WebhookRules.Check(input, options.Value.AllowPrivateAddresses) is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        if (await webhooks.AddAsync(input, cancellationToken) is not var (webhook, secret))
        {
            return Problems.Conflict($"A shop has at most {WebhookRules.WebhooksMax} webhooks.");
        }

        response.Headers.ETag = Preconditions.ETag(webhook.Version);
        return TypedResults.Created($"/api/webhooks/{webhook.Id}", Secret(webhook, secret));
    }

    /// <summary>Replaces a webhook.</summary>
    public static async Task<Results<Ok<WebhookResponse>, ProblemHttpResult>> ReplaceAsync(
        Guid id, WebhookRequest input, HttpRequest request, WebhookStore webhooks, SendDeliveries sender, IOptions<WebhooksOptions> options, Database database,
        CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        var (current, problem) = await LockAsync(work, id, request, cancellationToken);
        if (problem is not null)
        {
            return problem;
        }

        if (WebhookRules.Check(input, options.Value.AllowPrivateAddresses) is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        var webhook = await webhooks.ReplaceAsync(work, current!, input, cancellationToken);
        work.AfterCommit(sender.Wake);
        await work.CommitAsync(cancellationToken);
        return GetWebhooks.Shown(webhook, request.HttpContext.Response);
    }

    /// <summary>Deletes a webhook with its deliveries.</summary>
    public static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, HttpRequest request, Database database, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        if ((await LockAsync(work, id, request, cancellationToken)).Problem is { } problem)
        {
            return problem;
        }

        await work.ExecuteAsync("delete from webhooks where id = @id", new { id }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Gives a webhook a new secret.</summary>
    public static async Task<Results<Ok<WebhookSecretResponse>, ProblemHttpResult>> RotateAsync(
        Guid id, HttpRequest request, WebhookStore webhooks, IOptions<WebhooksOptions> options, Database database, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        if ((await LockAsync(work, id, request, cancellationToken)).Problem is { } problem)
        {
            return problem;
        }

        var (webhook, secret) = await webhooks.RotateAsync(work, id, options.Value.OldSecretLife, cancellationToken);
        await work.CommitAsync(cancellationToken);
        request.HttpContext.Response.Headers.ETag = Preconditions.ETag(webhook.Version);
        return TypedResults.Ok(Secret(webhook, secret));
    }

    static WebhookSecretResponse Secret(Webhook webhook, string secret) => new(webhook.Id, secret, webhook.OldSecretUntil, webhook.ToResponse());

    static async Task<(Webhook? Webhook, ProblemHttpResult? Problem)> LockAsync(UnitOfWork work, Guid id, HttpRequest request, CancellationToken cancellationToken)
    {
        if (Preconditions.Read(request).Problem is { } unconditional)
        {
            return (null, unconditional);
        }

        return await WebhookStore.LockAsync(work, id, cancellationToken) is { } current
            ? (current, Preconditions.Check(request, current.Version))
            : (null, Problems.NotFound("webhook"));
    }
}
