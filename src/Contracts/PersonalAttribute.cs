namespace Cartwright.Contracts;

/// <summary>
/// Marks a member of an event that holds personal data or a means of payment. When it is erased from a stored event, a member that may be null becomes null, and
/// another text becomes empty. Handlers tolerate both, because logs are replayed.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute : Attribute;
