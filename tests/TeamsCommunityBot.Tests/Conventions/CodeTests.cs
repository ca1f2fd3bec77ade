using Mono.Cecil;
using TeamsCommunityBot.Features.Status;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Conventions;

/// <summary>What a reviewer would say again and again.</summary>
public sealed class CodeTests
{
    private const int LongestFile = 350;

    private static readonly IReadOnlyList<TypeDefinition> Bot = Compiled.Types(typeof(Turn).Assembly);
    private static readonly IReadOnlyList<TypeDefinition> Samples = [.. Compiled.Types(typeof(CodeTests).Assembly)
        .Where(type => type.Name == nameof(CodeSamples))];

    [Fact]
    public void Every_handler_is_sealed_and_has_a_line_in_routes()
    {
        var handlers = typeof(Turn).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IHandler))).ToList();
        Assert.Contains(typeof(ShowStatus), handlers);
        Assert.All(handlers, handler => Assert.True(handler.IsSealed, $"{handler} is not sealed."));
        Assert.Equal(
            handlers.Select(handler => handler.FullName).Order(StringComparer.Ordinal),
            Routes.All.Append(Routes.Otherwise.UnknownCommand).Append(Routes.Otherwise.StaleCard).Select(route => route.Handler.FullName).Distinct()
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_class_that_nobody_inherits_is_sealed()
    {
        Assert.Equal([], Unsealed(Bot));
        Assert.Equal(["Unsealed"], Unsealed(Samples));
    }

    [Fact]
    public void Whoever_can_be_waited_for_can_be_cancelled()
    {
        // The signing keys are read once for all who wait for them: one of them leaving must not end it for the others.
        Assert.Equal(["SigningKeys.CurrentAsync", "SigningKeys.AfterUnknownAsync"], Uncancellable(Bot));
        Assert.Equal(["CodeSamples.WaitsAsync", "CodeSamples.ListsAsync"], Uncancellable(Samples));
    }

    [Fact]
    public void Nothing_is_started_that_nobody_can_wait_for()
    {
        Assert.Equal([], AsyncVoid(Bot));
        Assert.Equal(["CodeSamples.Fires"], AsyncVoid(Samples));
    }

    [Fact]
    public void Only_the_language_of_the_turn_sets_a_culture()
    {
        Assert.Equal(["Language.Use", "Language.Dispose"], CultureSetters(Bot));
        Assert.Equal(["CodeSamples.Speaks"], CultureSetters(Samples));
    }

    [Fact]
    public void No_file_is_longer_than_one_reads()
    {
        var files = Repository.Files("bot", "*.cs").ToList();
        Assert.Contains("bot/Program.cs", files);
        Assert.DoesNotContain(files, file => Repository.Read(file).Count(letter => letter == '\n') > LongestFile);
    }

    [Fact]
    public void Every_text_has_its_Dutch_twin()
    {
        var files = Repository.Files("bot", "*.resx").ToHashSet();
        var english = files.Where(file => !file.EndsWith(".nl.resx", StringComparison.Ordinal)).ToList();
        Assert.Contains("bot/Turns/TurnTexts.resx", english);
        Assert.Equal(files.Except(english).Order(StringComparer.Ordinal), english.Select(file => file.Replace(".resx", ".nl.resx", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Unsealed(IReadOnlyCollection<TypeDefinition> types)
    {
        var all = types.SelectMany(Compiled.WithNested).Distinct().ToList();
        var parents = all.Select(type => type.BaseType?.Resolve()).ToHashSet();
        return all.Where(type => IsWritten(type) && type is { IsClass: true, IsValueType: false, IsSealed: false, IsAbstract: false }
            && !parents.Contains(type))
            // The compiler writes the class around the statements of Program.cs.
            .Where(type => type.FullName != "Program")
            .Select(type => type.Name);
    }

    /// <summary>
    /// Methods that return a task and take no token, but for those whose shape somebody else gave, and endpoints, which have the request's, and what is done
    /// for a held tenant, whose mail has two.
    /// </summary>
    private static IEnumerable<string> Uncancellable(IEnumerable<TypeDefinition> types) =>
        from method in Methods(types)
        where IsWritten(method.DeclaringType) && !method.IsPrivate && !method.IsSpecialName && !method.Name.Contains('<', StringComparison.Ordinal)
        where method.ReturnType.Name.Split('`')[0] is "Task" or "ValueTask" or "IAsyncEnumerable"
        where method.Name is not ("DisposeAsync" or "Main") && !method.IsVirtualOfOthers()
        where !method.Parameters.Any(parameter => parameter.ParameterType.Name is nameof(CancellationToken) or "HttpContext" or "TenantOutbox")
        select $"{method.DeclaringType.Name}.{method.Name}";

    private static IEnumerable<string> AsyncVoid(IEnumerable<TypeDefinition> types) =>
        from method in Methods(types)
        where method.ReturnType.FullName == "System.Void" && method.CustomAttributes.Any(attribute =>
            attribute.AttributeType.Name == "AsyncStateMachineAttribute")
        select $"{method.DeclaringType.Name}.{method.Name}";

    private static IEnumerable<string> CultureSetters(IEnumerable<TypeDefinition> types) =>
        from method in Methods(types)
        where method.HasBody && method.Body.Instructions.Any(instruction => instruction.Operand is MethodReference
        {
            DeclaringType.FullName: "System.Globalization.CultureInfo" or "System.Threading.Thread",
            Name: "set_CurrentCulture" or "set_CurrentUICulture" or "set_DefaultThreadCurrentCulture" or "set_DefaultThreadCurrentUICulture",
        })
        select $"{(method.DeclaringType.DeclaringType ?? method.DeclaringType).Name}.{method.Name}";

    private static IEnumerable<MethodDefinition> Methods(IEnumerable<TypeDefinition> types) =>
        types.SelectMany(Compiled.WithNested).SelectMany(type => type.Methods);

    /// <summary>Not made by the compiler or a generator.</summary>
    private static bool IsWritten(TypeDefinition type) =>
        !type.Name.Contains('<', StringComparison.Ordinal)
        && !type.CustomAttributes.Any(attribute => attribute.AttributeType.Name is "CompilerGeneratedAttribute" or "GeneratedCodeAttribute");
}

internal static class CodeLint
{
    /// <summary>Overrides a method, or implements an interface, that is not ours to change.</summary>
    public static bool IsVirtualOfOthers(this MethodDefinition method) =>
        method.IsVirtual && (!method.IsNewSlot
            || method.DeclaringType.Interfaces.Select(implemented => implemented.InterfaceType.Resolve())
                .Any(implemented => implemented is not null && implemented.Module != method.Module
                    && implemented.Methods.Any(theirs => theirs.Name == method.Name)));
}

/// <summary>What no code of ours may do: proof that the lint sees it.</summary>
public static class CodeSamples
{
    public class Parent;

    public sealed class Child : Parent;

    public class Unsealed;

    public static async Task WaitsAsync() => await Task.Yield();

    public static async IAsyncEnumerable<int> ListsAsync()
    {
        await Task.Yield();
        yield return 1;
    }

    public static async void Fires() => await Task.Yield();

    public static void Speaks() => System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.InvariantCulture;
}
