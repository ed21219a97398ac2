using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cartwright.Imports;

/// <summary>Serializers of what the service reads and answers with.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(StartImportRequest))]
[JsonSerializable(typeof(ImportView))]
[JsonSerializable(typeof(ImportList))]
[JsonSerializable(typeof(ImportedOrderList))]
[JsonSerializable(typeof(DayTotals))]
[JsonSerializable(typeof(RejectedRowList))]
[JsonSerializable(typeof(DiscrepancyList))]
[JsonSerializable(typeof(MarketplaceList))]
internal sealed partial class ImportsJson : JsonSerializerContext;
