import { ink, type Paint, paper, type Shape } from './shape.ts';
import { type Cuboid, drawVoxels, type Project } from './voxels.ts';

type Model = { cuboids: Cuboid[]; decorate?: (project: Project) => string };

/** Something built of small bricks: a house, a tree, an animal with a leaf, a dog, a car, a robot. */
export const block: Shape = (paint, variant) => {
  const { cuboids, decorate } = (models[variant % models.length] as (paint: Paint) => Model)(paint);
  return drawVoxels(cuboids, decorate);
};

const models = [toHouse, toTree, toAnimal, toDog, toCar, toRobot];

function toHouse({ main, accent }: Paint): Model {
  return {
    cuboids: [
      { at: [0, 0, 0], size: [5, 5, 1], fill: accent.light },
      { at: [0, 0, 1], size: [4, 4, 3], fill: paper },
      { at: [0, 0, 4], size: [5, 5, 1], fill: main.dark },
      { at: [0, 0, 5], size: [4, 4, 1], fill: main.mid },
      { at: [1, 1, 6], size: [2, 2, 1], fill: main.light },
    ],
    decorate(project) {
      const [x, y] = project([1, 3, 2]);
      return (
        `<path d="M${x - 12} ${y + 8}l26 13v46l-26-13z" fill="${accent.dark}"/>` +
        `<path d="M${x + 68} ${y + 34}l24-12v26l-24 12z" fill="${main.light}"/>`
      );
    },
  };
}

function toTree({ main, accent }: Paint): Model {
  return {
    cuboids: [
      { at: [0, 0, 0], size: [4, 4, 1], fill: accent.light },
      { at: [1, 1, 1], size: [2, 2, 2], fill: '#9a7048' },
      { at: [0, 0, 3], size: [4, 4, 2], fill: main.dark },
      { at: [0, 0, 5], size: [3, 3, 2], fill: main.mid },
      { at: [1, 1, 7], size: [1, 1, 2], fill: main.light },
    ],
  };
}

function toAnimal({ main, accent }: Paint): Model {
  return {
    cuboids: [
      { at: [0, 0, 0], size: [1, 1, 1], fill: main.dark },
      { at: [2, 0, 0], size: [1, 1, 1], fill: main.dark },
      { at: [0, 2, 0], size: [1, 1, 1], fill: main.dark },
      { at: [2, 2, 0], size: [1, 1, 1], fill: main.dark },
      { at: [0, 0, 1], size: [3, 3, 2], fill: main.mid },
      { at: [0, 0, 3], size: [3, 4, 1], fill: accent.mid },
      { at: [-1, 0, 4], size: [5, 4, 4], fill: main.light },
      { at: [1, 2, 8], size: [1, 1, 1], fill: main.dark },
      { at: [1, 1, 9], size: [1, 3, 1], fill: main.dark },
      { at: [1, 3, 10], size: [1, 2, 1], fill: main.mid },
    ],
    decorate: (project) => toFace(project([0, 3, 6]), accent.mid),
  };
}

function toDog({ main, accent }: Paint): Model {
  return {
    cuboids: [
      { at: [0, 0, 0], size: [1, 1, 1], fill: main.dark },
      { at: [2, 0, 0], size: [1, 1, 1], fill: main.dark },
      { at: [0, 3, 0], size: [1, 1, 1], fill: main.dark },
      { at: [2, 3, 0], size: [1, 1, 1], fill: main.dark },
      { at: [0, -1, 1], size: [3, 5, 2], fill: main.mid },
      { at: [1, -1, 3], size: [1, 1, 2], fill: accent.dark },
      { at: [-1, 2, 3], size: [5, 3, 3], fill: main.light },
      { at: [-1, 3, 6], size: [1, 1, 1], fill: accent.dark },
      { at: [3, 3, 6], size: [1, 1, 1], fill: accent.dark },
    ],
    decorate: (project) => toFace(project([0, 4, 5]), accent.mid),
  };
}

function toCar({ main, accent }: Paint): Model {
  return {
    cuboids: [
      { at: [0, 0, 0], size: [7, 4, 2], fill: main.mid },
      { at: [1, 0, 2], size: [4, 4, 1], fill: accent.light },
      { at: [1, 0, 3], size: [4, 4, 1], fill: main.light },
    ],
    decorate(project) {
      const wheel = (at: number) => {
        const [x, y] = project([at, 3, 0]);
        return (
          `<g transform="matrix(1 .5 0 1 ${x - 12} ${y + 32})"><circle r="26" fill="${ink}"/>` +
          `<circle r="13" fill="${paper}"/></g>`
        );
      };
      const [x, y] = project([6, 3, 1]);
      const light = `<path d="M${x + 4} ${y + 14}l16-8v14l-16 8zM${x + 54} ${y - 11}l16-8v14l-16 8z" fill="#fff3c4"/>`;
      return wheel(1) + wheel(5) + light;
    },
  };
}

function toRobot({ main, accent }: Paint): Model {
  return {
    cuboids: [
      { at: [0, 0, 0], size: [1, 2, 2], fill: main.dark },
      { at: [3, 0, 0], size: [1, 2, 2], fill: main.dark },
      { at: [0, 0, 2], size: [4, 2, 1], fill: accent.mid },
      { at: [0, 0, 4], size: [4, 2, 1], fill: main.mid },
      { at: [-1, 0, 3], size: [6, 2, 1], fill: main.mid },
      { at: [-1, -1, 5], size: [5, 3, 3], fill: main.light },
      { at: [1, 0, 8], size: [1, 1, 2], fill: accent.mid },
    ],
    decorate: (project) => toFace(project([0, 1, 7]), accent.mid),
  };
}

/** Eyes and cheeks on the left side, which is five bricks wide. */
function toFace([x, y]: [number, number], cheeks: string): string {
  return (
    `<path d="M${x - 14} ${y + 2}l16 8v28l-16-8zm64 32l16 8v28l-16-8z" fill="${ink}"/>` +
    `<path d="M${x - 10} ${y + 8}l6 3v9l-6-3zm64 32l6 3v9l-6-3z" fill="#fff"/>` +
    `<path d="M${x - 34} ${y + 34}l18 9v10l-18-9zm100 50l18 9v10l-18-9z" fill="${cheeks}"/>`
  );
}
