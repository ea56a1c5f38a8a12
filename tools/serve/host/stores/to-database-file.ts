/**
 * The file of a database.
 *
 * @param folder the folder of all stores
 * @param name the name of the database, such as `jogakbo-order`
 */
export function toDatabaseFile(folder: string, name: string): string {
  return `${folder}/databases/${name}.sqlite`;
}
