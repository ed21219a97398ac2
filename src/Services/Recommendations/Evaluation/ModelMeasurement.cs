using System.Diagnostics;

namespace Cartwright.Recommendations;

/// <summary>What a model of a generated history costs on this machine.</summary>
/// <param name="Signals">Baskets, and views of as many sessions.</param>
/// <param name="Rebuild">How long learning all of it took.</param>
/// <param name="MemoryBytes">The managed memory that the model holds.</param>
/// <param name="PerSignal">How long one further signal takes, on average.</param>
/// <param name="AnswerMedian">The median time of an answer, over all kinds.</param>
/// <param name="AnswerP99">The time that 99 of 100 answers keep.</param>
public sealed record ModelMeasurement(
    long Signals, TimeSpan Rebuild, long MemoryBytes, TimeSpan PerSignal, TimeSpan AnswerMedian, TimeSpan AnswerP99)
{
    const int BatchMax = 10_000;
    const int Further = 2000;
    const int Answers = 20_000;

    internal static ModelMeasurement Run(int orders, int products, int seed, ModelLimits limits)
    {
        var history = new GeneratedHistory(seed, products);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var model = new RecommendationModel(limits);
        model.Add([.. history.Products.Select((id, i) => new ShelfItem(id, $"category-{i % 40}", true))]);
        model.BeginLoad();
        var learning = new Stopwatch();
        var signals = Learn(history.Baskets(orders).Chunk(BatchMax), batch => model.Add(batch), learning)
            + Learn(history.Sessions(orders).Chunk(BatchMax).Select(batch => batch.SelectMany(session => session).ToArray()), batch => model.Add(batch), learning);
        learning.Start();
        model.EndLoad();
        learning.Stop();
        var rebuild = learning.Elapsed;
        // What others in the process let go meanwhile is not the model's.
        var memory = Math.Max(0, GC.GetTotalMemory(forceFullCollection: true) - before);

        learning.Restart();
        learning.Stop();
        var further = Learn(history.Sessions(Further), session => model.Add(session), learning);
        // The first answers are compiled.
        _ = Ask(model, history, new Random(seed), Answers / 10);
        var times = Ask(model, history, new Random(seed), Answers);
        return new(signals, rebuild, memory, learning.Elapsed / further, times[times.Length / 2], times[times.Length * 99 / 100]);
    }

    // Making the history is no part of the time.
    static long Learn<T>(IEnumerable<T[]> batches, Action<T[]> add, Stopwatch learning)
    {
        var count = 0L;
        foreach (var batch in batches)
        {
            learning.Start();
            add(batch);
            learning.Stop();
            count += batch.Length;
        }

        return count;
    }

    static TimeSpan[] Ask(RecommendationModel model, GeneratedHistory history, Random random, int count)
    {
        var sessions = history.Sessions(1000).Select(session => session.Select(view => view.ProductId).ToArray()).ToArray();
        var times = new TimeSpan[count];
        for (var i = 0; i < count; i++)
        {
            var viewed = sessions[random.Next(sessions.Length)];
            var started = Stopwatch.GetTimestamp();
            _ = (i % 3) switch
            {
                0 => model.WithProduct(viewed[0], [], 10),
                1 => model.Next(viewed, [], 10),
                _ => model.ForUser(viewed[..1], viewed, [], 10),
            };
            times[i] = Stopwatch.GetElapsedTime(started);
        }

        Array.Sort(times);
        return times;
    }
}
