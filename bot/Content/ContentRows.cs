using System.Text.Json;
using System.Text.Json.Serialization;

namespace TeamsCommunityBot.Content;

/// <summary>An item as it stands in a pack, before anything is believed of it. What has no place here is kept, to be named.</summary>
internal sealed class ItemRow : PackRow
{
    public string? Id { get; set; }
    public string? Kind { get; set; }
    public IReadOnlyList<string?>? Phases { get; set; }
    public IReadOnlyList<string?>? Roles { get; set; }
    public TextRow? Nl { get; set; }
    public TextRow? En { get; set; }
    public SourceRow? Source { get; set; }
    public string? Checked { get; set; }
    public string? Licence { get; set; }
}

internal sealed class TextRow : PackRow
{
    public string? Title { get; set; }
    public string? Text { get; set; }
}

internal sealed class SourceRow : PackRow
{
    public string? Name { get; set; }
    public string? Publication { get; set; }
    public string? Url { get; set; }
    public int? Year { get; set; }
}

internal abstract class PackRow
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ItemRow))]
internal sealed partial class ContentJson : JsonSerializerContext;
