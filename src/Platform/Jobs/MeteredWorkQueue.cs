using Cartwright.Platform.Observability;

namespace Cartwright.Platform.Jobs;

/// <summary>Counts the items that one service offers and consumes.</summary>
internal sealed class MeteredWorkQueue(IWorkQueue queues, WorkMeter meter) : IWorkQueue
{
    public async Task OfferAsync(string queue, IReadOnlyList<ReadOnlyMemory<byte>> items, CancellationToken cancellationToken)
    {
        await queues.OfferAsync(queue, items, cancellationToken);
        meter.Offered(queue, items.Count);
    }

    public Task ConsumeAsync(string queue, int concurrency, Func<ReadOnlyMemory<byte>, CancellationToken, Task> handle, CancellationToken cancellationToken) =>
        queues.ConsumeAsync(queue, concurrency, (item, ended) => HandleAsync(queue, handle, item, ended), cancellationToken);

    async Task HandleAsync(
        string queue, Func<ReadOnlyMemory<byte>, CancellationToken, Task> handle, ReadOnlyMemory<byte> item, CancellationToken cancellationToken)
    {
        meter.Taken(queue);
        try
        {
            await handle(item, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            meter.Failed(queue);
            throw;
        }
    }
}
