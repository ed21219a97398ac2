namespace Cartwright.Tests.OrdersService;

/// <summary>Something that a customer or staff try with an order, by numbers: mostly what makes sense at that moment, now and then anything.</summary>
/// <param name="Choice">Decides what they try.</param>
/// <param name="A">Decides how.</param>
/// <param name="B">Decides how, too.</param>
public sealed record HistoryStep(int Choice, int A, int B)
{
    const int StepsMax = 20;
    const int NumbersMax = 1000;

    static readonly HistoryStepKind[] Kinds = Enum.GetValues<HistoryStepKind>();

    /// <summary>A history: what is tried, one after another.</summary>
    public static IReadOnlyList<HistoryStep> Some(Random random) =>
        [.. Enumerable.Range(0, random.Next(4, StepsMax)).Select(_ => new HistoryStep(random.Next(NumbersMax), random.Next(NumbersMax), random.Next(NumbersMax)))];

    /// <summary>What is tried.</summary>
    public HistoryStepKind KindFor(OrderModel model) =>
        Choice % 5 != 0 && model.Sensible is { Count: > 0 } sensible ? sensible[Choice / 5 % sensible.Count] : Kinds[Choice / 5 % Kinds.Length];
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
