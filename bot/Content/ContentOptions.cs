using Microsoft.Extensions.Options;

namespace TeamsCommunityBot.Content;

/// <summary>The section <c>Content</c>.</summary>
internal sealed class ContentOptions
{
    public const string Section = "Content";

    /// <summary>A folder with an organisation's own packs (<c>*.json</c>), beside the built-in ones; empty: none. Relative to the working directory.</summary>
    public string Path { get; set; } = "";
}

/// <summary>Stops the start when the folder of packs is not there. The packs themselves are read later.</summary>
internal sealed class ContentOptionsCheck : IValidateOptions<ContentOptions>
{
    public ValidateOptionsResult Validate(string? name, ContentOptions options) =>
        options.Path.Length == 0 || Directory.Exists(options.Path)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "Content:Path: there is no such folder, or it may not be read. Give the folder of your content packs, or leave it empty.");
}
