using System.Text;
using Cartwright.Catalog.Evaluation;

namespace Cartwright.Unit.Search;

/// <summary>Files of an evaluation whose text a test writes.</summary>
internal static class RelevanceText
{
    public static RelevanceFile File(string text, string name = "rows.csv") => new(name, () => new MemoryStream(Encoding.UTF8.GetBytes(text)));

    public static GradedQuery QueryOf(this GradedQueries graded, string id) => graded.Queries.Single(query => query.Id == id);
}
