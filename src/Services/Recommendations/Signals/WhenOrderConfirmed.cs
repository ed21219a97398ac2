using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;
using Microsoft.Extensions.Options;

namespace Cartwright.Recommendations;

/// <summary>Saves what was ordered together. An event of an earlier version has no lines and teaches nothing; one that is replayed finds its row.</summary>
internal sealed class WhenOrderConfirmed(IOptions<RecommendationsOptions> options, TimeProvider time) : IEventHandler<OrderConfirmed>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderConfirmed>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var oldest = options.Value.Oldest(time.GetUtcNow());
        await SignalStore.AddAsync(
            work,
            events.Where(e => e.Event.Lines is [_, ..] && e.Envelope.Time >= oldest)
                .Select(e => (new Basket(e.Event.OrderId, e.Envelope.Time, Products(e.Event.Lines!)), e.Event.UserId)),
            cancellationToken);
        return [];
    }

    // Nobody chooses so many products because they go together.
    static Guid[] Products(IReadOnlyList<OrderLine> lines) => [.. lines.Select(l => l.ProductId).Distinct().Order().Take(ModelLimits.ItemsMax)];
}
