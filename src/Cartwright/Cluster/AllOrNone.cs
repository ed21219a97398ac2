namespace Cartwright.Cluster;

/// <summary>Starts parts that are of no use without each other.</summary>
internal static class AllOrNone
{
    /// <summary>Starts them all at once. As soon as one fails the others are called off, and its failure is thrown when they have ended.</summary>
    public static async Task StartAsync(IEnumerable<Func<CancellationToken, Task>> parts, CancellationToken cancellationToken)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        IReadOnlyList<Task> starts = [.. parts.Select(start => start(failed.Token))];
        try
        {
            await foreach (var start in Task.WhenEach(starts))
            {
                await start;
            }
        }
        catch
        {
            await failed.CancelAsync();
            await Task.WhenAll(starts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }
}
