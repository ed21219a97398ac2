using Cartwright.Platform.Hosting;

namespace Cartwright.Recommendations;

/// <summary>Evaluates the recommendations outside of a running shop, with the settings of the service.</summary>
public static class RecommendationsEvaluation
{
    /// <summary>Learns from the sessions of one file and foretells those of another.</summary>
    /// <param name="train">Tab-separated <c>SessionId ItemId Time</c> with a header line.</param>
    /// <param name="test">The same, of later sessions.</param>
    /// <param name="configuration">The settings.</param>
    /// <exception cref="InvalidDataException">A file has another form.</exception>
    public static IReadOnlyList<NextItemScore> OfFiles(TextReader train, TextReader test, IConfiguration configuration) =>
        NextItemEvaluation.Run([.. SessionFile.Read(train)], [.. SessionFile.Read(test)], LimitsOf(configuration));

    /// <summary>Foretells the end of a generated history from its beginning.</summary>
    /// <param name="sessions">How many sessions; a tenth of them is foretold.</param>
    /// <param name="products">How many products the history has.</param>
    /// <param name="seed">Equal seeds give equal histories.</param>
    /// <param name="configuration">The settings.</param>
    public static IReadOnlyList<NextItemScore> OfGenerated(int sessions, int products, int seed, IConfiguration configuration)
    {
        var all = new GeneratedHistory(seed, products).Sessions(sessions).ToList();
        var known = sessions - (sessions / 10);
        return NextItemEvaluation.Run(
            [.. all.Take(known).SelectMany(session => session)], [.. all.Skip(known).SelectMany(session => session)], LimitsOf(configuration));
    }

    /// <summary>Measures the memory, the time of a rebuild and the time of answers.</summary>
    /// <param name="orders">How many orders the history has, beside as many sessions.</param>
    /// <param name="products">How many products the history has.</param>
    /// <param name="seed">Equal seeds give equal histories.</param>
    /// <param name="configuration">The settings.</param>
    public static ModelMeasurement Measure(int orders, int products, int seed, IConfiguration configuration) =>
        ModelMeasurement.Run(orders, products, seed, LimitsOf(configuration));

    static ModelLimits LimitsOf(IConfiguration configuration) =>
        OptionsSection.Read<RecommendationsOptions>(configuration, RecommendationsOptions.Section).Limits;
}
