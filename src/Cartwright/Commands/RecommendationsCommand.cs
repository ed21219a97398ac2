using System.CommandLine;
using System.Globalization;
using Cartwright.Hosting;
using Cartwright.Recommendations;

namespace Cartwright.Commands;

/// <summary><c>cartwright recommendations evaluate</c>: compares the recommendations with simpler methods, and measures what they cost. It needs no shop.</summary>
internal static class RecommendationsCommand
{
    // A generated history of which a part is foretold: large enough for stable figures, and done in a few seconds.
    const int SessionsForetold = 20_000;

    static readonly Option<FileInfo?> Train = new("--sessions")
    {
        Description = "The sessions to learn from: a file of tab-separated SessionId, ItemId and Time, with a header line.",
    };

    static readonly Option<FileInfo?> Test = new("--test") { Description = "The sessions whose next items are to be foretold, in the same form." };

    static readonly Option<int?> Generate = Number<int?>(
        "--generate", "Measure with a generated history of so many orders and as many sessions instead of files, for example 1000000.", 1, 10_000_000, null);

    static readonly Option<int> Products = Number("--products", "The products of a generated history.", 100, 1_000_000, 20_000);

    static readonly Option<int> Seed = new("--seed") { Description = "The seed of a generated history.", DefaultValueFactory = _ => 1 };

    public static Command Create()
    {
        var evaluate = new Command("evaluate", "Compare the recommendations with simpler methods by the next item of sessions, or measure what they cost.")
        {
            Train, Test, Generate, Products, Seed,
        };
        evaluate.Validators.Add(result =>
        {
            var files = new[] { Train, Test }.Count(file => result.GetValue(file) is not null);
            if (files != (result.GetValue(Generate) is null ? 2 : 0))
            {
                result.AddError("Name either --sessions and --test, or --generate.");
            }
        });
        evaluate.SetAction(parsed => Evaluate(parsed, Settings.Load()));
        return new Command("recommendations", "Evaluate the recommendations.") { evaluate };
    }

    static Option<T> Number<T>(string name, string description, int min, int max, T normal)
    {
        var option = new Option<T>(name) { Description = description, DefaultValueFactory = _ => normal };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is { } number && (number < min || number > max))
            {
                result.AddError($"{name} is {min} to {max}.");
            }
        });
        return option;
    }

    static int Evaluate(ParseResult parsed, IConfiguration settings)
    {
        var output = parsed.InvocationConfiguration.Output;
        try
        {
            if (parsed.GetValue(Generate) is { } orders)
            {
                var (products, seed) = (parsed.GetValue(Products), parsed.GetValue(Seed));
                Write(output, RecommendationsEvaluation.OfGenerated(SessionsForetold, Math.Min(products, SessionsForetold / 10), seed, settings));
                Write(output, RecommendationsEvaluation.Measure(orders, products, seed, settings));
            }
            else
            {
                using var train = parsed.GetValue(Train)!.OpenText();
                using var test = parsed.GetValue(Test)!.OpenText();
                Write(output, RecommendationsEvaluation.OfFiles(train, test, settings));
            }

            return 0;
        }
        catch (InvalidDataException error)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"cartwright: {error.Message}");
            return 1;
        }
    }

    static void Write(TextWriter output, IReadOnlyList<NextItemScore> scores)
    {
        output.WriteLine($"{"method",-20}{"predictions",12}{"HR@10",10}{"HR@20",10}{"MRR@20",10}");
        foreach (var score in scores)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{score.Method,-20}{score.Predictions,12}{score.HitRate10,10:0.0000}{score.HitRate20,10:0.0000}{score.ReciprocalRank20,10:0.0000}"));
        }
    }

    static void Write(TextWriter output, ModelMeasurement cost)
    {
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            signals learned     {cost.Signals}
            rebuild             {cost.Rebuild.TotalSeconds:0.00} s
            memory              {cost.MemoryBytes / 1e6:0} MB
            per further signal  {cost.PerSignal.TotalMicroseconds:0.0} µs
            answer, median      {cost.AnswerMedian.TotalMilliseconds:0.000} ms
            answer, p99         {cost.AnswerP99.TotalMilliseconds:0.000} ms
            """));
    }
}
