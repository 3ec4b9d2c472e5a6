using System.Globalization;
using System.Reflection;

namespace NanoBanana.Client.Tests.Conventions;

/// <summary>The id that the compiler gives a method in the documentation file (C# standard, annex "Documentation comments").</summary>
internal static class XmlDocId
{
    public static string Of(MethodBase method)
    {
        var name = method.IsConstructor ? "#ctor" : method.Name.Replace('.', '#');
        var arity = method.IsGenericMethod ? "``" + method.GetGenericArguments().Length.ToString(CultureInfo.InvariantCulture) : string.Empty;
        var parameters = method.GetParameters();
        var list = parameters.Length == 0 ? string.Empty : $"({string.Join(',', parameters.Select(each => Name(each.ParameterType)))})";
        var result = method.Name is "op_Implicit" or "op_Explicit" ? "~" + Name(((MethodInfo)method).ReturnType) : string.Empty;
        return $"M:{Name(method.DeclaringType!)}.{name}{arity}{list}{result}";
    }

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!) + "@";
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericParameter)
        {
            return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition.ToString(CultureInfo.InvariantCulture);
        }

        if (type.IsConstructedGenericType)
        {
            var definition = Name(type.GetGenericTypeDefinition());
            return $"{definition[..definition.IndexOf('`', StringComparison.Ordinal)]}{{{string.Join(',', type.GetGenericArguments().Select(Name))}}}";
        }

        return type.FullName!.Replace('+', '.');
    }
}
