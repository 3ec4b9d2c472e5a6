using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace NanoBanana.Testing.Architecture;

/// <summary>
/// The exceptions that public members throw, read from the code of their assembly: those of the member itself and of the other code of
/// its type that it calls, as far as no handler on the way catches them. What other types throw is not followed.
/// </summary>
public sealed class ThrownExceptions
{
    private readonly Dictionary<MethodDefinition, HashSet<Type>> _known = [];
    private readonly Dictionary<string, Type?> _loaded = new(StringComparer.Ordinal);
    private readonly HashSet<string> _guards;

    /// <param name="guards">Names of static types whose methods are followed as well: checks of arguments.</param>
    public ThrownExceptions(params string[] guards) => _guards = [.. guards];

    /// <summary>The members that throw, by the id that the compiler gives each in the documentation file.</summary>
    /// <param name="assembly">The path of the assembly, which must be loaded too.</param>
    public IReadOnlyDictionary<string, IReadOnlyList<Type>> Of(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        var found = new Dictionary<string, HashSet<Type>>(StringComparer.Ordinal);
        foreach (var method in module.GetAllTypes().Where(IsVisible).SelectMany(type => type.Methods).Where(method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly))
        {
            var thrown = Of(method);
            if (thrown.Count > 0)
            {
                var id = DocCommentId.GetDocCommentId(PropertyOf(method) ?? (IMemberDefinition)method);
                found.TryAdd(id, []);
                found[id].UnionWith(thrown);
            }
        }

        return found.ToDictionary(each => each.Key, each => (IReadOnlyList<Type>)[.. each.Value.OrderBy(type => type.FullName, StringComparer.Ordinal)], StringComparer.Ordinal);
    }

    private static bool IsVisible(TypeDefinition type) => type.IsNested ? type.IsNestedPublic && IsVisible(type.DeclaringType) : type.IsPublic;

    private static PropertyDefinition? PropertyOf(MethodDefinition method) =>
        method.IsGetter || method.IsSetter ? method.DeclaringType.Properties.FirstOrDefault(each => each.GetMethod == method || each.SetMethod == method) : null;

    private HashSet<Type> Of(MethodDefinition method)
    {
        if (_known.TryGetValue(method, out var known))
        {
            return known;
        }

        // before its code is read: a method may call itself
        var thrown = _known[method] = [];
        foreach (var body in Bodies(method))
        {
            foreach (var instruction in body.Instructions)
            {
                thrown.UnionWith(Of(instruction, method).Where(type => !IsCaught(type, instruction, body)));
            }
        }

        return thrown;
    }

    private IEnumerable<Type> Of(Instruction instruction, MethodDefinition method) => instruction switch
    {
        { OpCode.Code: Code.Throw } => TypeOf(instruction.Previous) is { } type ? [type] : [],
        { Operand: MethodReference called } when ReferenceEquals(called.DeclaringType.Scope, method.Module) && called.Resolve() is { } target && IsFollowed(target, method) => Of(target),
        _ => [],
    };

    private bool IsFollowed(MethodDefinition target, MethodDefinition from) =>
        target.HasBody && (Outermost(target.DeclaringType) == Outermost(from.DeclaringType) || _guards.Contains(target.DeclaringType.Name));

    // the code of an async method and of an iterator is in a type of its own
    private static IEnumerable<MethodBody> Bodies(MethodDefinition method)
    {
        if (method.HasBody)
        {
            yield return method.Body;
        }

        var machine = method.CustomAttributes.FirstOrDefault(each => each.AttributeType.Name.EndsWith("StateMachineAttribute", StringComparison.Ordinal));
        if (machine?.ConstructorArguments[0].Value is TypeReference type && type.Resolve().Methods.FirstOrDefault(each => each.Name is "MoveNext") is { } moveNext)
        {
            yield return moveNext.Body;
        }
    }

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    // the value that is thrown: made, read or returned last, before its properties were set
    private Type? TypeOf(Instruction? instruction)
    {
        for (; instruction is not null; instruction = instruction.Previous)
        {
            var type = instruction.Operand switch
            {
                MethodReference method => instruction.OpCode.Code is Code.Newobj ? method.DeclaringType : method.ReturnType,
                VariableReference variable => variable.VariableType,
                ParameterReference parameter => parameter.ParameterType,
                FieldReference field => field.FieldType,
                _ => null,
            };
            if (type is not null && Loaded(type) is { } loaded && typeof(Exception).IsAssignableFrom(loaded))
            {
                return loaded;
            }
        }

        return null;
    }

    private bool IsCaught(Type thrown, Instruction at, MethodBody body) => body.ExceptionHandlers
        .Where(handler => handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter)
        .Where(handler => at.Offset >= handler.TryStart.Offset && at.Offset < handler.TryEnd.Offset && !IsOfStateMachine(handler))
        .SelectMany(Caught)
        .Any(type => type.IsAssignableFrom(thrown));

    // hands every exception to the one who awaits
    private static bool IsOfStateMachine(ExceptionHandler handler) =>
        Between(handler.HandlerStart, handler.HandlerEnd).Any(each => each.Operand is MethodReference { Name: "SetException" });

    private IEnumerable<Type> Caught(ExceptionHandler handler) => handler.HandlerType is ExceptionHandlerType.Catch
        ? [Loaded(handler.CatchType) ?? typeof(Exception)]
        : Between(handler.FilterStart, handler.HandlerStart).Where(each => each.OpCode.Code is Code.Isinst).Select(each => Loaded((TypeReference)each.Operand)).OfType<Type>().Where(type => type != typeof(Exception));

    private static IEnumerable<Instruction> Between(Instruction start, Instruction? end)
    {
        for (var each = start; each is not null && each != end; each = each.Next)
        {
            yield return each;
        }
    }

    private Type? Loaded(TypeReference type)
    {
        // no exception is generic
        if (type is TypeSpecification or GenericParameter)
        {
            return null;
        }

        if (!_loaded.TryGetValue(type.FullName, out var loaded))
        {
            loaded = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(type.FullName.Replace('/', '+'))).FirstOrDefault(found => found is not null);
            _loaded[type.FullName] = loaded;
        }

        return loaded;
    }
}
