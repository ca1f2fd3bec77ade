namespace TeamsCommunityBot.Content;

/// <summary>A pack cannot be used. The message is a sentence for whoever edits it: which file, which item, and why.</summary>
internal sealed class ContentPackException(string file, string? item, string why)
    : Exception(item is null ? $"Content pack {file}: {why}" : $"Content pack {file}, {item}: {why}");
