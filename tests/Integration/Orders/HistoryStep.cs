namespace Cartwright.Tests.OrdersService;

/// <summary>Something that a customer or staff try with an order, at random: the shop may refuse it.</summary>
/// <param name="Kind">What they try.</param>
/// <param name="A">A number that decides how.</param>
/// <param name="B">Another one.</param>
public sealed record HistoryStep(HistoryStepKind Kind, int A, int B)
{
    const int StepsMax = 14;

    static readonly HistoryStepKind[] Kinds = Enum.GetValues<HistoryStepKind>();

    /// <summary>A history: what is tried, one after another.</summary>
    public static IReadOnlyList<HistoryStep> Some(Random random)
    {
        // Most orders are sent early on, so that there is something to send back.
        List<HistoryStep> steps =
            [.. Enumerable.Range(0, random.Next(2, StepsMax)).Select(_ => new HistoryStep(Kinds[random.Next(Kinds.Length)], random.Next(100), random.Next(100)))];
        if (random.Next(4) != 0)
        {
            steps.Insert(random.Next(Math.Min(steps.Count, 3)), new(HistoryStepKind.Ship, 0, 0));
        }

        return steps;
    }
}

/// <summary>What is tried.</summary>
public enum HistoryStepKind
{
    Pay,
    Cancel,
    Ship,
    Deliver,
    Refund,
    RequestReturn,
    CancelReturn,
    ReceiveReturn,
    InspectReturn,
    RefundReturn,
}
