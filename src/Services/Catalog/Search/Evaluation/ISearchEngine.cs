namespace Cartwright.Catalog.Evaluation;

/// <summary>What an evaluation needs of a search engine: it takes in products once, then answers searches one after another.</summary>
public interface ISearchEngine : IDisposable
{
    /// <summary>Takes in products and makes them searchable. The sequence may be read from a file: the engine enumerates it once, before it returns.</summary>
    void Add(IEnumerable<SearchedProduct> products);

    /// <summary>The SKUs of the products that the engine finds, the best first.</summary>
    /// <param name="text">What the customer typed.</param>
    /// <param name="limit">The most SKUs to return.</param>
    IReadOnlyList<string> Search(string text, int limit);
}
