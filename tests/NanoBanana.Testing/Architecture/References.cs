using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NanoBanana.Testing.Architecture;

/// <summary>All types that a type names: in its declaration, its members' signatures and its code.</summary>
internal static class References
{
    public static IEnumerable<TypeReference> Of(TypeDefinition type)
    {
        var found = new List<TypeReference?> { type.BaseType };
        found.AddRange(type.Interfaces.Select(each => each.InterfaceType));
        found.AddRange(type.CustomAttributes.Select(each => each.AttributeType));
        found.AddRange(type.GenericParameters.SelectMany(each => each.Constraints).Select(each => each.ConstraintType));
        found.AddRange(type.Fields.Select(each => each.FieldType));
        foreach (var method in type.Methods)
        {
            found.Add(method.ReturnType);
            found.AddRange(method.Parameters.Select(each => each.ParameterType));
            if (method.HasBody)
            {
                found.AddRange(method.Body.Variables.Select(each => each.VariableType));
                found.AddRange(method.Body.Instructions.SelectMany(Of));
                found.AddRange(method.Body.ExceptionHandlers.Select(each => each.CatchType));
            }
        }

        return found.OfType<TypeReference>().SelectMany(Parts);
    }

    private static IEnumerable<TypeReference?> Of(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, method.ReturnType, .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(each => each.ParameterType)],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification made => Parts(made.ElementType),
        _ => [type],
    };
}
