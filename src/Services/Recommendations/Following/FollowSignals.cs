using System.Diagnostics;
using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Recommendations;

/// <summary>
/// Keeps the model of an instance up to date: makes it from the tables at the start, then adds what is new, and forgets what has become too old.
/// Until the first round ends, answers are made from what is there.
/// </summary>
internal sealed class FollowSignals(
    Database database, RecommendationModel model, RecommendationsMeter meter, IOptions<RecommendationsOptions> options, TimeProvider time, ILogger<FollowSignals> logger)
    : IPeriodicWork
{
    readonly TableFollower<ShelfItem> _products = new(
        database, "products", "product_id, category, active and not deleted and available > 0", "$2::timestamptz is not null",
        row => new(row.GetGuid(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetBoolean(2)));

    readonly TableFollower<Basket> _baskets = new(
        database, "baskets", "order_id, at, products, cancelled", "at >= $2",
        row => new(row.GetGuid(0), row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<Guid[]>(2), row.GetBoolean(3)));

    readonly TableFollower<ProductView> _views = new(
        database, "views", "session_id, product_id, at", "at >= $2",
        row => new(row.GetGuid(0), row.GetGuid(1), row.GetFieldValue<DateTimeOffset>(2)));

    DateTimeOffset? _oldest;

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var oldest = options.Value.Oldest(time.GetUtcNow());
        if (_oldest is null)
        {
            model.BeginLoad();
        }

        await _products.ReadAsync(oldest, model.Add, cancellationToken);
        var baskets = await _baskets.ReadAsync(oldest, model.Add, cancellationToken);
        var views = await _views.ReadAsync(oldest, model.Add, cancellationToken);
        if (_oldest is null)
        {
            model.EndLoad();
            logger.ModelBuilt(baskets, views, Stopwatch.GetElapsedTime(started));
        }
        else if (_oldest < oldest)
        {
            model.Forget(oldest);
        }

        _oldest = oldest;
        meter.Show(model.Count);
    }
}
